"""What is done by itself, when, and how does a person learn how it went?"""
