"""Bytes to Document: sniffing, decoding, one file per format. No network, no SQL."""
