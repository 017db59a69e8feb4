"""What has been found so far, and when did it change?"""
