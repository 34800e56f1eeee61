"""The journal in the store: what was done, step by step, and how it is taken back."""
