"""Where may the work be done: at home, on site or both, and in which states?"""
