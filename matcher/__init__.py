"""Which openings fit a coder?"""
