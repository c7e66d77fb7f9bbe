package dev.rivulet.deploy;

import com.pulumi.exceptions.RunException;
import java.util.List;

/** All that is wrong with the settings, in one message. The engine shows it without a stack trace. */
@SuppressWarnings("serial")
final class SettingsException extends RunException {
    SettingsException(List<String> mistakes) {
        super("Nothing was created, since the settings can't be used:\n  - " + String.join("\n  - ", mistakes)
                + "\nChange them with `pulumi config set`; pulumi/README.md lists them all.");
    }
}
