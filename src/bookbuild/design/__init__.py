"""How the book looks, as measures: tokens, trims, margins, papers and spine, profiles of recipients."""
