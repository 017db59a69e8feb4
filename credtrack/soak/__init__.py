"""Does a tracker that is left alone for a year, with all that befalls machines and boards, end with the truth?"""
