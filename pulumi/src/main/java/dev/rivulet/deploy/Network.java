package dev.rivulet.deploy;

import com.pulumi.aws.AwsFunctions;
import com.pulumi.aws.ec2.DefaultSecurityGroup;
import com.pulumi.aws.ec2.DefaultSecurityGroupArgs;
import com.pulumi.aws.ec2.InternetGateway;
import com.pulumi.aws.ec2.InternetGatewayArgs;
import com.pulumi.aws.ec2.RouteTable;
import com.pulumi.aws.ec2.RouteTableArgs;
import com.pulumi.aws.ec2.RouteTableAssociation;
import com.pulumi.aws.ec2.RouteTableAssociationArgs;
import com.pulumi.aws.ec2.Subnet;
import com.pulumi.aws.ec2.SubnetArgs;
import com.pulumi.aws.ec2.Vpc;
import com.pulumi.aws.ec2.VpcArgs;
import com.pulumi.aws.ec2.inputs.RouteTableRouteArgs;
import com.pulumi.aws.inputs.GetAvailabilityZonesArgs;
import com.pulumi.aws.inputs.GetAvailabilityZonesFilterArgs;
import com.pulumi.aws.outputs.GetAvailabilityZonesResult;
import com.pulumi.core.Output;
import com.pulumi.deployment.InvokeOptions;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.CustomResourceOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A small VPC for one task that only calls out: two subnets in two zones with a way to the internet, and no NAT gateway, which would
 * cost more than all the rest.
 */
final class Network extends ComponentResource {
    private final Subnets subnets;

    Network(String name, Site site) {
        super("rivulet:aws:Network", name, site.component());
        Vpc vpc = new Vpc(
                name,
                VpcArgs.builder()
                        .cidrBlock("10.83.0.0/24")
                        .enableDnsHostnames(true)
                        .tags(Map.of("Name", site.name()))
                        .build(),
                Site.in(this));
        // Adopted so that its rules go: by default everything in a VPC may talk to everything else in it.
        DefaultSecurityGroup closed = new DefaultSecurityGroup(
                name + "-default",
                DefaultSecurityGroupArgs.builder().vpcId(vpc.id()).build(),
                Site.in(this));
        InternetGateway gateway = new InternetGateway(
                name + "-gateway", InternetGatewayArgs.builder().vpcId(vpc.id()).build(), Site.in(this));
        RouteTable routes = new RouteTable(
                name + "-routes",
                RouteTableArgs.builder()
                        .vpcId(vpc.id())
                        .routes(RouteTableRouteArgs.builder()
                                .cidrBlock("0.0.0.0/0")
                                .gatewayId(gateway.id())
                                .build())
                        .build(),
                Site.in(this));
        Output<List<String>> zones = AwsFunctions.getAvailabilityZones(
                        GetAvailabilityZonesArgs.builder()
                                .state("available")
                                // Fargate runs in a region's own zones only, and an account may have opted in to others
                                // nearby.
                                .filters(GetAvailabilityZonesFilterArgs.builder()
                                        .name("zone-type")
                                        .values("availability-zone")
                                        .build())
                                .build(),
                        InvokeOptions.builder().provider(site.provider()).build())
                .applyValue(GetAvailabilityZonesResult::names);
        List<Output<String>> ids = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            int zone = i;
            Subnet subnet = new Subnet(
                    name + "-" + (i + 1),
                    SubnetArgs.builder()
                            .vpcId(vpc.id())
                            .cidrBlock("10.83.0." + i * 128 + "/25")
                            .availabilityZone(zones.applyValue(names -> names.get(zone % names.size())))
                            .build(),
                    CustomResourceOptions.builder()
                            .parent(this)
                            // A zone that AWS adds would move the subnets, and with them the listener.
                            .ignoreChanges("availabilityZone")
                            .build());
            RouteTableAssociation route = new RouteTableAssociation(
                    name + "-route-" + (i + 1),
                    RouteTableAssociationArgs.builder()
                            .subnetId(subnet.id())
                            .routeTableId(routes.id())
                            .build(),
                    Site.in(this));
            // By way of the route, so that nothing is started in a subnet that has none yet.
            ids.add(route.subnetId().applyValue(id -> id.orElseThrow()));
        }
        subnets = new Subnets(vpc.id(), ids, true);
        registerOutputs(Map.of("vpcId", vpc.id(), "closed", closed.id()));
    }

    Subnets subnets() {
        return subnets;
    }
}
