"""Reading: bytes of workbooks, layouts and figures files in, plain data and findings out."""
