"""What does a posting ask for, and which of its words prove it?"""
