package dev.rivulet.deploy;

import com.pulumi.aws.apigateway.BasePathMapping;
import com.pulumi.aws.apigateway.BasePathMappingArgs;
import com.pulumi.aws.apigateway.DomainName;
import com.pulumi.aws.apigateway.DomainNameArgs;
import com.pulumi.aws.apigateway.inputs.DomainNameEndpointConfigurationArgs;
import com.pulumi.aws.route53.Record;
import com.pulumi.aws.route53.RecordArgs;
import com.pulumi.aws.route53.inputs.RecordAliasArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import java.util.Map;

/** A name of one's own for the API. */
final class OwnDomain extends ComponentResource {

    OwnDomain(String name, Resource parent, Settings.Domain domain, Output<String> apiId, Output<String> stageName) {
        super(
                "rivulet:aws:OwnDomain",
                name,
                ComponentResourceOptions.builder().parent(parent).build());
        DomainName entry = new DomainName(
                name,
                DomainNameArgs.builder()
                        .domainName(domain.name())
                        .regionalCertificateArn(domain.certificateArn())
                        .endpointConfiguration(DomainNameEndpointConfigurationArgs.builder()
                                .types("REGIONAL")
                                .build())
                        .securityPolicy("TLS_1_2")
                        .build(),
                Site.in(this));
        new BasePathMapping(
                name,
                BasePathMappingArgs.builder()
                        .domainName(entry.domainName())
                        .restApi(apiId)
                        .stageName(stageName)
                        .build(),
                Site.in(this));
        domain.zoneId()
                .ifPresent(zone -> new Record(
                        name,
                        RecordArgs.builder()
                                .zoneId(zone)
                                .name(domain.name())
                                .type("A")
                                .aliases(RecordAliasArgs.builder()
                                        .name(entry.regionalDomainName())
                                        .zoneId(entry.regionalZoneId())
                                        .evaluateTargetHealth(false)
                                        .build())
                                .build(),
                        Site.in(this)));
        registerOutputs(Map.of("target", entry.regionalDomainName()));
    }
}
