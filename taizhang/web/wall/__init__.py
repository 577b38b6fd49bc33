"""The wall screen (大屏): completion, lights, trend, parts by place, latest records; legible at five metres."""
