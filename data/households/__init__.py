"""Places in the store: compounds, buildings, households; what is asked of them and done to them."""
