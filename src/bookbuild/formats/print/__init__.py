"""Print: the interior and the cover as PDF, set by Typst and finished by pikepdf."""
