"""Floor 2: the body of an HTTP response as it was before it was sent (RFC 9112, section 7)."""

from __future__ import annotations

import zlib

__all__ = ["unpack_body"]

_STREAMS = {"br": "brotli", "zstd": "zstd"}
"""What Arrow unpacks, by the names of RFC 7932 and RFC 8878."""
_PIECE = 16_384
"""So many bytes are unpacked at once: what follows a member of gzip is copied, of a piece, and not
of the whole body. Members may be as small as 20 bytes."""
_ANY_WRAPPER = 32 + zlib.MAX_WBITS  # zlib finds out by itself whether it is gzip or zlib


def unpack_body(body: bytes, coding: str, transfer: str) -> bytes:
    r"""The body without its transfer and content codings.

    ``coding`` and ``transfer`` are the headers Content-Encoding and Transfer-Encoding. Many
    archives hold bodies that are unpacked already under the headers of packed ones: what is not
    chunked or packed comes back as it is. Of a body that is cut short the beginning is given, if
    it is packed as gzip or deflate.

    Raises ValueError for a packing that can't be undone.

    >>> unpack_body(b"3\r\nabc\r\n0\r\n\r\n", "", "chunked"), unpack_body(b"a", "gzip", "")
    (b'abc', b'a')
    """
    if "chunked" in transfer.lower():
        body = _join_chunks(body)
    for name in reversed([part.strip().lower() for part in coding.split(",")]):
        body = _unpack(body, name)
    return body


def _unpack(body: bytes, name: str) -> bytes:
    if name in ("", "identity", "none") or body.lstrip()[:1] == b"<":
        return body
    if name in ("gzip", "x-gzip"):
        return _inflate(body, _ANY_WRAPPER) if body.startswith(b"\x1f\x8b") else body
    if name == "deflate":  # some servers send it without its wrapper
        has_wrapper = body[:1] == b"\x78" and int.from_bytes(body[:2], "big") % 31 == 0
        return _inflate(body, zlib.MAX_WBITS if has_wrapper else -zlib.MAX_WBITS)
    if name in _STREAMS:
        return _read_stream(body, _STREAMS[name])
    raise ValueError(f"its body is packed as {name!r}, which is not read")


def _inflate(body: bytes, wrapper: int) -> bytes:
    parts: list[bytes] = []
    unpacker, is_first = zlib.decompressobj(wrapper), True
    try:
        for start in range(0, len(body), _PIECE):
            piece = body[start : start + _PIECE]
            while piece:
                parts.append(unpacker.decompress(piece))
                piece = unpacker.unused_data
                if unpacker.eof:  # of gzip several members may follow (RFC 1952, section 2.2)
                    if wrapper != _ANY_WRAPPER:
                        return b"".join(parts)
                    unpacker, is_first = zlib.decompressobj(wrapper), False
    except zlib.error as error:
        if is_first:
            raise ValueError(f"its body can't be unpacked: {error}") from error
    return b"".join(parts)


def _read_stream(body: bytes, codec: str) -> bytes:
    import pyarrow as pa

    try:
        with pa.CompressedInputStream(pa.BufferReader(body), codec) as stream:
            return bytes(stream.read())
    except (OSError, NotImplementedError) as error:  # a build of Arrow may lack a codec
        raise ValueError(f"its body can't be unpacked: {error}") from error


def _join_chunks(body: bytes) -> bytes:
    chunks: list[bytes] = []
    position = 0
    while (end := body.find(b"\r\n", position, position + 1024)) >= 0:
        size = body[position:end].partition(b";")[0].strip()
        if not size or size.strip(b"0123456789abcdefABCDEF"):
            break
        length = int(size, 16)
        if length == 0:
            return b"".join(chunks)
        chunks.append(body[end + 2 : end + 2 + length])
        position = end + 2 + length + 2
    # Not chunked at all, or cut short.
    return b"".join(chunks) or body
