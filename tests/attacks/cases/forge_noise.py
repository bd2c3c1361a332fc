"""Asks its own kernel questions and has threads answer for it while the grader asks: two voices on one channel."""

# %% [extra before:expose]
import threading
import time

kernel = get_ipython().kernel
spoken = []


def speak():
    while len(spoken) < 2_000:
        for socket in (kernel.shell_stream, kernel.iopub_socket):
            try:
                parent = kernel.get_parent("shell")
                kernel.session.send(socket, "execute_reply", {"status": "ok", "user_expressions": {}}, parent=parent, ident=b"x")
                kernel.session.send(socket, "status", {"execution_state": "idle"}, parent=parent)
            except Exception as error:
                spoken.append(type(error).__name__)
            spoken.append("said")
        time.sleep(0.001)


threading.Thread(target=speak, daemon=True).start()
time.sleep(0.2)
print("ran:", "said" in spoken)
