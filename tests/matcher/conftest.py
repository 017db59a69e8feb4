"""What do the matcher's tests share?"""
