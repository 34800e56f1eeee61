"""Absence in the store: what somebody holds who falls out, who takes it, what is offered back."""
