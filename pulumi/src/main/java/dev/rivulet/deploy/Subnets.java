package dev.rivulet.deploy;

import com.pulumi.core.Output;
import java.util.List;

/**
 * Where the listener's network interface goes.
 *
 * @param ids at least one
 * @param publicAddress whether it needs a public address to reach the internet; without, the subnets have a NAT gateway
 */
record Subnets(Output<String> vpcId, List<Output<String>> ids, boolean publicAddress) {
    Subnets {
        ids = List.copyOf(ids);
    }
}
