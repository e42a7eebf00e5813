package org.symposium.core.internal.runs;

/** The thread that works on a run, interrupted when the run is stopped, and only as long as it works: what is written afterwards is not disturbed. */
public final class WorkingThread implements AutoCloseable {
    private final Thread thread = Thread.currentThread();
    private final Cancellation.Registration registration;
    private boolean works = true;
    private boolean interrupted;

    /** The calling thread, until it closes this. */
    public WorkingThread(Cancellation cancellation) {
        this.registration = cancellation.onCancel(this::interrupt);
    }

    /** Takes back an interrupt that was ours. */
    @Override
    public void close() {
        registration.close();
        synchronized (this) {
            works = false;
            if (interrupted) {
                Thread.interrupted();
            }
        }
    }

    private synchronized void interrupt() {
        if (works) {
            interrupted = true;
            thread.interrupt();
        }
    }
}
