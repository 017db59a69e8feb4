"""What does a job market look like whose truth is known?"""
