"""What pages are made of: the frame of a page, charts and tables with all that belongs to them, boxes, lists."""
