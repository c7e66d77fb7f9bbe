package dev.rivulet.backend.agentcore;

import dev.rivulet.chat.Failure;
import dev.rivulet.chat.FailureException;
import dev.rivulet.config.AgentTarget;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkCancellationException;

/**
 * Says for whatever goes wrong with one agent what happened and what to do. The words that AWS sends along are left out: they may quote
 * what was asked.
 */
final class AgentFailures {
    private static final String LOGS = "CloudWatch's logs of the agent say why";

    private final AgentTarget target;
    private final String name;
    private final String setting;

    AgentFailures(AgentTarget target) {
        this.target = target;
        this.name = target.agentName();
        this.setting = switch (target) {
            case AgentTarget.AgentRuntime _ -> "AGENTCORE_RUNTIME_ARN";
            case AgentTarget.Agent _ -> "BEDROCK_AGENT_ID and BEDROCK_AGENT_ALIAS_ID";
        };
    }

    /** What the SDK's exception means. */
    Diagnosis of(Throwable thrown) {
        Throwable cause = unwrapped(thrown);
        return switch (cause) {
            case FailureException known ->
                new Diagnosis(known.failure(), known.failure() instanceof Failure.Overloaded);
            case AwsServiceException refusal -> refused(refusal);
            case SdkClientException client -> here(client);
            default -> lost(cause);
        };
    }

    private static Throwable unwrapped(Throwable thrown) {
        Throwable cause = thrown;
        while (cause instanceof CompletionException || cause instanceof ExecutionException) {
            Throwable inner = cause.getCause();
            if (inner == null) {
                return cause;
            }
            cause = inner;
        }
        return cause;
    }

    private Diagnosis refused(AwsServiceException refusal) {
        String code = code(refusal);
        String detail = code + ", status " + refusal.statusCode() + ", request " + refusal.requestId();
        return switch (code) {
            case "AccessDenied" -> rejected(accessDenied(), detail);
            case "ExpiredToken", "TokenExpired" ->
                rejected(
                        "AWS's credentials have expired: log in again (`aws sso login`), or give others that renew themselves.",
                        detail);
            case "UnrecognizedClient",
                    "InvalidClientTokenId",
                    "InvalidSignature",
                    "IncompleteSignature",
                    "Unauthorized" ->
                rejected(
                        "AWS does not know the credentials it was given: check AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY or the"
                                + " profile, and the clock of this machine.",
                        detail);
            case "ResourceNotFound" -> rejected(unknownAgent(), detail);
            case "Validation", "InvalidInput" ->
                rejected(
                        "The agent " + name + " did not take the question: it may be too long, or " + setting
                                + " may be wrong.",
                        detail);
            case "Throttling", "Throttled", "TooManyRequests", "ModelNotReady", "Conflict" ->
                new Diagnosis(
                        new Failure.Overloaded(
                                "The agent " + name + " has too much to do just now; ask again in a moment.",
                                detail,
                                null),
                        true);
            case "ServiceQuotaExceeded" ->
                new Diagnosis(
                        new Failure.Overloaded(
                                "A quota of the AWS account for " + name
                                        + " is used up: ask again later, or raise it in the console under Service Quotas.",
                                detail,
                                null),
                        false);
            case "RuntimeClientError" ->
                new Diagnosis(
                        new Failure.Unavailable(
                                "The agent " + name + " crashed before it answered; " + LOGS + ".", detail),
                        false);
            case "DependencyFailed" ->
                new Diagnosis(
                        new Failure.Unavailable(
                                "Something that the agent " + name + " needs failed, such as the Lambda of a tool; "
                                        + LOGS + ".",
                                detail),
                        false);
            default -> byStatus(refusal.statusCode(), detail);
        };
    }

    private Diagnosis byStatus(int status, String detail) {
        if (status >= 500 || status == 408 || status == 0) {
            return new Diagnosis(
                    new Failure.Unavailable("AWS failed to run the agent " + name + "; ask again in a moment.", detail),
                    true);
        }
        return status == 403
                ? rejected(accessDenied(), detail)
                : rejected("AWS refused to ask the agent " + name + ".", detail);
    }

    /** Error codes come with and without the word exception at their end, and exceptions inside streams by their class only. */
    private static String code(AwsServiceException refusal) {
        AwsErrorDetails details = refusal.awsErrorDetails();
        String code = details == null ? null : details.errorCode();
        String named = code == null || code.isBlank() ? refusal.getClass().getSimpleName() : code;
        String bare = named.replaceFirst("Exception$", "");
        String lower = bare.isEmpty() ? named : Character.toUpperCase(bare.charAt(0)) + bare.substring(1);
        return lower.replaceFirst("Exception$", "");
    }

    private String accessDenied() {
        return switch (target) {
            case AgentTarget.AgentRuntime(String arn, String qualifier, String _) ->
                "AWS refuses access to the agent " + name + ": allow bedrock-agentcore:InvokeAgentRuntime on " + arn
                        + " and " + arn + "/runtime-endpoint/" + (qualifier == null ? "DEFAULT" : qualifier) + ".";
            case AgentTarget.Agent agent ->
                "AWS refuses access to the agent " + name + ": allow bedrock:InvokeAgent on " + agent.resource() + ".";
        };
    }

    private String unknownAgent() {
        return switch (target) {
            case AgentTarget.AgentRuntime(String arn, String qualifier, String region) ->
                "There is no agent " + name + " in " + region
                        + (qualifier == null ? "" : ", or no endpoint " + qualifier + " of it") + ": check " + setting
                        + (qualifier == null ? "." : " and agentcore.qualifier.");
            case AgentTarget.Agent(String id, String alias, String region) ->
                "There is no agent " + id + " with the alias " + alias + (region == null ? "" : " in " + region)
                        + ": check " + setting + ", and AWS_REGION.";
        };
    }

    /** The SDK itself could not go on. */
    private Diagnosis here(SdkClientException client) {
        String words = String.valueOf(client.getMessage());
        if (words.contains("credentials")) {
            return rejected(
                    "There are no credentials for AWS: set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or run"
                            + " where a role gives some; `./rivulet doctor` shows what is found.",
                    "no credentials");
        }
        if (words.contains("Unable to load region")) {
            return rejected("No region of AWS is set: set AWS_REGION to where the agent " + name + " is.", "no region");
        }
        return lost(client);
    }

    /** The connection failed, or broke off. */
    private Diagnosis lost(Throwable cause) {
        String detail = kinds(cause);
        if (find(cause, UnknownHostException.class) != null) {
            return new Diagnosis(
                    new Failure.Unavailable(
                            "AWS has no such service in the region of the agent " + name
                                    + ", or there is no way to the internet: check AWS_REGION and the network.",
                            detail),
                    false);
        }
        if (find(cause, ConnectException.class) != null || hasNoConnection(cause)) {
            return new Diagnosis(
                    new Failure.Unavailable(
                            "AWS can't be reached: check the network, and the endpoint if one is set.", detail),
                    false);
        }
        if (isTimeout(cause)) {
            return new Diagnosis(
                    new Failure.TimedOut("AWS did not answer in time; ask again in a moment.", detail), true);
        }
        return new Diagnosis(
                new Failure.Unavailable("The connection to the agent " + name + " broke off; ask again.", detail),
                find(cause, IOException.class) != null);
    }

    /** There are more connections than answers, so who waits for one in vain can't make one: sometimes the SDK loses the reason. */
    private static boolean hasNoConnection(Throwable cause) {
        TimeoutException timeout = find(cause, TimeoutException.class);
        return timeout != null && String.valueOf(timeout.getMessage()).startsWith("Acquire operation took longer");
    }

    /** Whether the SDK only tells that it gave the request up. */
    static boolean isGivenUp(Throwable cause) {
        return find(cause, SdkCancellationException.class) != null;
    }

    private static boolean isTimeout(Throwable cause) {
        for (Throwable each = cause; each != null; each = each.getCause()) {
            String kind = each.getClass().getSimpleName();
            if (each instanceof TimeoutException
                    || kind.endsWith("TimeoutException")
                    || "Read timed out".equals(each.getMessage())) {
                return true;
            }
        }
        return false;
    }

    private static <T extends Throwable> @Nullable T find(Throwable cause, Class<T> kind) {
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (kind.isInstance(each)) {
                return kind.cast(each);
            }
        }
        return null;
    }

    /** The agent said so in its stream. */
    Failure brokeOff(String errorType) {
        String type = errorType.replaceAll("[^A-Za-z0-9_.]", "");
        String detail = "error in the stream: " + type;
        return type.contains("Throttl") || type.contains("TooManyRequests")
                ? new Failure.Overloaded(
                        "The agent's model has too much to do just now; ask again in a moment.", detail, null)
                : new Failure.Unavailable(
                        "The agent " + name + " failed while it answered" + (type.isEmpty() ? "" : " (" + type + ")")
                                + "; " + LOGS + ".",
                        detail);
    }

    Failure truncated() {
        return new Failure.Truncated(
                "The agent " + name + " stopped before its answer was whole; ask again.", "no end of the answer");
    }

    /** @param ignoredAny something came, but nothing that could be shown */
    Failure nothingSaid(boolean ignoredAny) {
        return ignoredAny
                ? new Failure.MalformedStream(
                        "The agent " + name
                                + " answered in a form that isn't known: set agentcore.pointer to where its text is, such as /output/text.",
                        "nothing that is known as text")
                : new Failure.MalformedStream(
                        "The agent " + name + " sent an empty answer; " + LOGS + ".", "nothing came");
    }

    Failure handsBack() {
        return new Failure.Rejected(
                "The agent " + name
                        + " wants its caller to run an action (return of control), which Rivulet doesn't do: let the action"
                        + " group call a Lambda.",
                "returnControl");
    }

    /** @param limit the name of the deadline that passed */
    Failure silent(String what, Duration time, String limit) {
        return new Failure.TimedOut(
                "The agent " + name + " " + what + " " + howLong(time) + "; ask again, or raise agentcore." + limit
                        + ".",
                "agentcore." + limit + " passed");
    }

    /** The SDK waits without end for what gives credentials. */
    Failure noCredentialsIn(Duration time) {
        return new Failure.Unavailable(
                "AWS's credentials did not come within " + howLong(time)
                        + ": what gives them hangs, such as the profile's credential_process.",
                "credentials hang");
    }

    private static String howLong(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }

    private static Diagnosis rejected(String message, String detail) {
        return new Diagnosis(new Failure.Rejected(message, detail), false);
    }

    /** The kinds only: messages may hold addresses and more. */
    private static String kinds(Throwable cause) {
        StringBuilder kinds = new StringBuilder(cause.getClass().getSimpleName());
        for (Throwable each = cause.getCause(); each != null && kinds.length() < 200; each = each.getCause()) {
            kinds.append(" < ").append(each.getClass().getSimpleName());
        }
        return kinds.toString();
    }
}
