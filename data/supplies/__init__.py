"""Supplies in the store: deliveries, their items, the drops at the gates."""
