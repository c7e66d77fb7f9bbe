package dev.rivulet.backend.agentcore;

import dev.rivulet.chat.Failure;

/**
 * What went wrong.
 *
 * @param passing whether asking again may help
 */
record Trouble(Failure failure, boolean passing) {}
