package io.coldgate.sample;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * A new file to append to. It is never written through a symbolic link that a function or a build may have put in its
 * place. A {@code FileChannel} would close itself when the writing thread is interrupted, and a
 * {@code FileOutputStream} follows links; an asynchronous channel does neither. It is run here on the caller's thread.
 */
final class AppendedFile implements AutoCloseable {
    private final AsynchronousFileChannel channel;
    private long position;

    private AppendedFile(AsynchronousFileChannel channel) {
        this.channel = channel;
    }

    /**
     * Creates the file in place of an earlier one.
     *
     * @throws FileSystemException when there is a symbolic link
     */
    static AppendedFile create(Path file) throws IOException {
        if (Files.isSymbolicLink(file)) {
            throw new FileSystemException(
                    file.toString(), null, "a symbolic link; nothing is written through one: remove it");
        }
        boolean isNew = true;
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            // Deleted rather than truncated: the file may have another hard link.
            Files.delete(file);
        } else {
            isNew = !Files.exists(file, LinkOption.NOFOLLOW_LINKS);
        }
        Set<OpenOption> options = isNew
                ? Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)
                : Set.of(StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        return new AppendedFile(AsynchronousFileChannel.open(file, options, new CallersThread()));
    }

    /** Appends the bytes; they are with the operating system when it returns. */
    void write(byte[] bytes) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        while (left.hasRemaining()) {
            try {
                position += channel.write(left, position).get();
            } catch (ExecutionException e) {
                throw e.getCause() instanceof IOException failed ? failed : new IOException(e.getCause());
            } catch (InterruptedException e) {
                throw new IllegalStateException("a write on this thread is over when it returns", e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** Runs tasks at once. */
    private static final class CallersThread extends AbstractExecutorService {
        @Override
        public void execute(Runnable task) {
            task.run();
        }

        @Override
        public void shutdown() {
            // There is no thread to stop.
        }

        @Override
        public List<Runnable> shutdownNow() {
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return false;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return false;
        }
    }
}
