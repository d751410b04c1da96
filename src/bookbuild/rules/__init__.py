"""Every rule, declared once, in one file a family. `bookbuild explain ID` and the reference page read them here."""
