package dev.rivulet.deploy;

import com.pulumi.aws.dynamodb.Table;
import com.pulumi.aws.dynamodb.TableArgs;
import com.pulumi.aws.dynamodb.inputs.TableAttributeArgs;
import com.pulumi.aws.dynamodb.inputs.TableTtlArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import java.util.List;
import java.util.Map;

/**
 * What listener and router remember together: people's settings, budgets, and the marks by which one stops an answer of the other; and how
 * far the listener has read, since its disk goes with its task.
 */
final class SharedStore extends ComponentResource {
    private final Table table;

    SharedStore(String name, Site site) {
        super("rivulet:aws:SharedStore", name, site.component());
        table = new Table(
                name,
                TableArgs.builder()
                        .name(site.name())
                        .billingMode("PAY_PER_REQUEST")
                        .hashKey("pk")
                        .rangeKey("sk")
                        .attributes(
                                TableAttributeArgs.builder()
                                        .name("pk")
                                        .type("S")
                                        .build(),
                                TableAttributeArgs.builder()
                                        .name("sk")
                                        .type("S")
                                        .build())
                        .ttl(TableTtlArgs.builder()
                                .attributeName("ttl")
                                .enabled(true)
                                .build())
                        .build(),
                Site.in(this));
        registerOutputs(Map.of("table", table.name()));
    }

    Output<String> tableName() {
        return table.name();
    }

    /** What Rivulet does with the table, and no more: it never scans, and never changes the table itself. */
    Policies.Allow rights() {
        return new Policies.Allow(
                List.of(
                        "dynamodb:GetItem",
                        "dynamodb:Query",
                        "dynamodb:PutItem",
                        "dynamodb:UpdateItem",
                        "dynamodb:DeleteItem"),
                List.of(table.arn()));
    }

    /** Rivulet's settings for the table. */
    static Map<String, String> environment(Site site, String tableName) {
        return Map.of(
                "RIVULET_STORE_KIND",
                "dynamodb",
                "RIVULET_STORE_TABLE",
                tableName,
                "RIVULET_STORE_REGION",
                site.region());
    }
}
