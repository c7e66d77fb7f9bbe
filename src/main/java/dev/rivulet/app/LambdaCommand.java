package dev.rivulet.app;

import dev.rivulet.config.LambdaEnvironment;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of {@link Lambda}. */
@Command(
        name = "lambda",
        mixinStandardHelpOptions = true,
        versionProvider = RivuletCommand.Version.class,
        optionListHeading = "%nOptions:%n",
        description = {
            "Answer as an AWS Lambda function behind API Gateway: router and backends.",
            "",
            "Lambda starts it; to try it on this machine, there is ./rivulet dev --split."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command
final class LambdaCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOptions config;

    @Override
    public Integer call() {
        Optional<LambdaEnvironment> environment = LambdaEnvironment.system();
        if (environment.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "This is for AWS Lambda, which sets AWS_LAMBDA_RUNTIME_API; elsewhere, ./rivulet serve does the same.");
        }
        return Lambda.run(
                environment.get(),
                () -> config.load(Map.of()),
                spec.commandLine().getOut());
    }
}
