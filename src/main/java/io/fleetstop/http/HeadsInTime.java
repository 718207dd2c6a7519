package io.fleetstop.http;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import java.time.Duration;

/** Watches all connections that this process accepts, those of the management port and of the simulator too. Found by Netty itself. */
public final class HeadsInTime extends ChannelInitializerExtension {
    private static final String LOOK_FOR_EXTENSIONS = "serviceload";

    private static volatile Duration limit;

    /** Has Netty look for this class; it does so once, when it opens the first port. */
    public static void watch(Duration headTimeout) {
        limit = headTimeout;
        System.setProperty(EXTENSIONS_SYSTEM_PROPERTY, LOOK_FOR_EXTENSIONS);
    }

    @Override
    public void postInitializeServerChildChannel(Channel channel) {
        channel.pipeline().addFirst(new HeadInTime(limit));
    }
}
