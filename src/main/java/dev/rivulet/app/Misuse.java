package dev.rivulet.app;

import dev.rivulet.config.Nearest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what was wrong with a command line and what was probably meant, without burying it under the whole help. */
final class Misuse {
    private Misuse() {}

    static int report(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        command.getErr().println(sentence(wrong, command));
        command.getErr().println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
        return RivuletCommand.WRONG;
    }

    private static String sentence(ParameterException wrong, CommandLine command) {
        if (!(wrong instanceof UnmatchedArgumentException unmatched)) {
            return String.valueOf(wrong.getMessage());
        }
        String written = unmatched.getUnmatched().getFirst();
        if (written.startsWith("-")) {
            List<String> options = command.getCommandSpec().options().stream()
                    .flatMap(option -> Arrays.stream(option.names()))
                    .toList();
            return unknown("option", written, options);
        }
        List<String> commands = List.copyOf(command.getSubcommands().keySet());
        return commands.isEmpty() ? "\"" + written + "\" is one word too many." : unknown("command", written, commands);
    }

    private static String unknown(String kind, String written, List<String> known) {
        Optional<String> near = Nearest.to(written, known);
        return "There is no " + kind + " \"" + written + "\"; "
                + near.map(name -> "did you mean " + name + "?")
                        .orElseGet(() -> "there are " + String.join(", ", known) + ".");
    }
}
