package dev.slipway.content;

import dev.slipway.problem.Problem;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Function;

/** Throws its own failures as problems, so that they are not taken for those of what is read while it is written. */
public final class ProblemOutputStream extends FilterOutputStream implements ZeroSink {
    private final Function<IOException, Problem> problem;

    private ProblemOutputStream(OutputStream out, Function<IOException, Problem> problem) {
        super(out);
        this.problem = problem;
    }

    /** Opens a stream, whose failure to open is a problem too. */
    public static OutputStream open(IOSupplier<OutputStream> out, Function<IOException, Problem> problem) {
        try {
            return new ProblemOutputStream(out.get(), problem);
        } catch (IOException e) {
            throw problem.apply(e);
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            throw problem.apply(e);
        }
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void writeZeros(long count) {
        try {
            ZeroSink.write(out, count);
        } catch (IOException e) {
            throw problem.apply(e);
        }
    }

    @Override
    public void flush() {
        try {
            out.flush();
        } catch (IOException e) {
            throw problem.apply(e);
        }
    }

    /** File systems that write late report a full disk here. */
    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw problem.apply(e);
        }
    }
}
