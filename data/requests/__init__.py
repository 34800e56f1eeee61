"""Requests in the store: the queue read in the order of harm, and the acts on requests.

Taking down a call is `data.reading.capture`, which brings the reading of free text with it.
"""
