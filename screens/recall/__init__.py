"""Recall of abnormal tubes, and single re-tests."""
