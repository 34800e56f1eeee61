"""The sample neighbourhood: a committee in the middle of a lockdown, to look at and to try out.

Everybody in it is invented; telephone numbers are dummies that lead nowhere.
"""
