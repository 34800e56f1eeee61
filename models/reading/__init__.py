"""Free text read as what it says: request lines and delivery notices.

Pure: the register is asked through a protocol, the moment is an argument. What reads is imported
when it is first asked for, so that naming a `Reading` costs nothing.
"""
