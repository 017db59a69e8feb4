"""What does a posting say that it pays?"""
