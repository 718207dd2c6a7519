package io.fleetstop.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.concurrent.Future;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection whose next request does not get to the end of its head. The idle time-out does not: a byte every minute keeps a
 * connection alive under it, and neither the HTTP server nor the framework has another. Looks at the bytes as they come from the network,
 * since before the head is whole nobody above knows that there is a request.
 */
final class HeadInTime extends ChannelDuplexHandler {
    private static final byte[] HTTP_2 = "PRI * HTTP/2".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TO_BE_CONTINUED = "HTTP/1.1 100".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ANOTHER_PROTOCOL = "HTTP/1.1 101".getBytes(StandardCharsets.US_ASCII);
    private static final byte TLS = 0x16;

    private final Duration limit;

    /** Null when no head is on its way. */
    private Future<?> timer;

    /** From the end of a head to the first byte of its answer: what comes then is a body, or a request that waits for its turn. */
    private boolean isAnswerDue;

    private int lineLength;

    /** @param limit from the first byte of a head to its last */
    HeadInTime(Duration limit) {
        this.limit = limit;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof ByteBuf bytes && bytes.isReadable() && !isAnswerDue) {
            look(context, bytes);
        }
        context.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof ByteBuf bytes && bytes.isReadable() && !begins(bytes, TO_BE_CONTINUED)) {
            isAnswerDue = false;
            stop();
            if (begins(bytes, ANOTHER_PROTOCOL)) {
                context.pipeline().remove(this);
            }
        }
        context.write(message, promise);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        stop();
    }

    private void look(ChannelHandlerContext context, ByteBuf bytes) {
        if (timer == null) {
            // Neither can be read here; both have bounds of their own on how a connection begins.
            if (bytes.getByte(bytes.readerIndex()) == TLS || begins(bytes, HTTP_2)) {
                context.pipeline().remove(this);
                return;
            }
            lineLength = 0;
            timer = context.executor()
                    .schedule(
                            () -> {
                                context.close();
                            },
                            limit.toMillis(),
                            TimeUnit.MILLISECONDS);
        }
        // A head ends with a line that is empty.
        for (int i = bytes.readerIndex(); i < bytes.writerIndex(); i++) {
            byte each = bytes.getByte(i);
            if (each == '\n' && lineLength == 0) {
                isAnswerDue = true;
                stop();
                return;
            }
            lineLength = each == '\n' ? 0 : each == '\r' ? lineLength : lineLength + 1;
        }
    }

    private void stop() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    private static boolean begins(ByteBuf bytes, byte[] with) {
        if (bytes.readableBytes() < with.length) {
            return false;
        }
        for (int i = 0; i < with.length; i++) {
            if (bytes.getByte(bytes.readerIndex() + i) != with[i]) {
                return false;
            }
        }
        return true;
    }
}
