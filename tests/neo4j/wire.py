"""What stands between a driver and a server in tests: lines that break, servers nobody has."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def serving(handle: Callable[[socket.socket], None]) -> Iterator[int]:
    """A port of the loopback address; each connection is handled in a thread of its own."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def accept() -> None:
            with contextlib.suppress(OSError):
                while True:
                    connection, _ = listener.accept()
                    threading.Thread(target=handle, args=(connection,), daemon=True).start()

        threading.Thread(target=accept, daemon=True).start()
        yield listener.getsockname()[1]
        with contextlib.suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)


@contextmanager
def breaking(port: int, after: int, *, times: int) -> Iterator[int]:
    """A port that leads to another and breaks off when a number of bytes went to the server.

    Args:
        times: how often it breaks, counting connections anew each time; all else goes through.
    """
    left = times
    lock = threading.Lock()
    budget = after

    def through(client: socket.socket) -> None:
        nonlocal left, budget
        server = socket.create_connection(("127.0.0.1", port))

        def back() -> None:
            with contextlib.suppress(OSError):
                while data := server.recv(65536):
                    client.sendall(data)
            _close(client, server)

        threading.Thread(target=back, daemon=True).start()
        with contextlib.suppress(OSError):
            while data := client.recv(65536):
                with lock:
                    broken = left > 0 and len(data) >= budget
                    if broken:
                        left, budget = left - 1, after
                    elif left > 0:
                        budget -= len(data)
                if broken:
                    break
                server.sendall(data)
        _close(client, server)

    with serving(through) as here:
        yield here


@contextmanager
def speaking(
    agent: str, refusal: str | None = None, *, bolt: tuple[int, int] = (5, 4)
) -> Iterator[int]:
    """A port that speaks just enough Bolt to say what it is, and to refuse statements.

    Args:
        refusal: code of the error that each statement gets.
    """

    def talk(client: socket.socket) -> None:
        failed = False
        with contextlib.suppress(OSError, EOFError):
            _exactly(client, 20)
            client.sendall(bytes([0, 0, *reversed(bolt)]))
            while True:
                tag = _message(client)[1]
                if tag in (0x01, 0x0F):  # HELLO, RESET
                    failed = False
                if failed:
                    answer = b"\xb0\x7e"
                elif tag == 0x10 and refusal:  # RUN
                    failed, answer = True, b"\xb1\x7f" + _map(code=refusal, message="No.")
                else:
                    answer = b"\xb1\x70" + _map(server=agent, connection_id="x")
                client.sendall(len(answer).to_bytes(2, "big") + answer + b"\0\0")

    with serving(talk) as port:
        yield port


def _close(*ends: socket.socket) -> None:
    for end in ends:
        with contextlib.suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
        end.close()


def _exactly(client: socket.socket, number: int) -> bytes:
    data = b""
    while len(data) < number:
        more = client.recv(number - len(data))
        if not more:
            raise EOFError
        data += more
    return data


def _message(client: socket.socket) -> bytes:
    whole = b""
    while size := int.from_bytes(_exactly(client, 2), "big"):
        whole += _exactly(client, size)
    return whole or _message(client)


def _map(**values: str) -> bytes:
    def text(value: str) -> bytes:
        data = value.encode()
        return b"\xd0" + bytes([len(data)]) + data

    return bytes([0xA0 + len(values)]) + b"".join(map(text, sum(values.items(), ())))
