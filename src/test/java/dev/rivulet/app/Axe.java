package dev.rivulet.app;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** axe-core, which looks for what keeps people from using a page. */
final class Axe {
    private static final Path SCRIPT = Path.of("src/test/node/node_modules/axe-core/axe.min.js");

    private Axe() {}

    /** Skips the test where it is missing. */
    static void orSkip() {
        assumeTrue(
                Files.isRegularFile(SCRIPT),
                "SKIPPED: the npm package axe-core is missing; run npm ci --prefix src/test/node");
    }

    /** Puts it into a page whose content security policy is bypassed. */
    static void into(Page page) throws IOException {
        page.addScriptTag(new Page.AddScriptTagOptions().setContent(Files.readString(SCRIPT)));
    }

    /** What is serious or critical. */
    static List<?> findings(Page page) {
        return (List<?>) page.evaluate("""
                axe.run({ resultTypes: ['violations'] }).then(result => result.violations
                  .filter(each => ['serious', 'critical'].includes(each.impact))
                  .map(each => each.id + ': ' + each.nodes.map(node => node.html + ' ' + node.failureSummary).join('; ')))
                """);
    }
}
