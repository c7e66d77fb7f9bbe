/**
 * The backend that asks an agent on AWS: one on Bedrock AgentCore Runtime, or one of Bedrock Agents.
 *
 * <p>Enter at {@link dev.rivulet.backend.agentcore.AgentCoreBackend}. The way of a question: {@code Turns} and {@code Payload} decide what
 * is sent, {@code Sessions} which memory of the agent it goes to; {@code AgentAnswer} asks, waits, keeps the deadlines and asks again where
 * that is harmless. A {@code Call} is one invocation: it holds the AWS SDK's publisher, whose items an {@code ContextSubscriber} brings onto the
 * context one by one. {@code Shapes} knows what agents on AgentCore Runtime write, {@code AgentCall} what Bedrock Agents do; {@code
 * AgentFailures} says for everything that can go wrong what happened and what to do.
 *
 * <p>The SDK looks for credentials with blocking means, and its classes take long to load: all that begins there runs on a small pool of
 * worker threads, and nothing of it before the first question.
 */
@NullMarked
package dev.rivulet.backend.agentcore;

import org.jspecify.annotations.NullMarked;
