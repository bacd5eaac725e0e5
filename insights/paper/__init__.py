"""What is printed: briefs of one sheet, and the drawings in them."""
