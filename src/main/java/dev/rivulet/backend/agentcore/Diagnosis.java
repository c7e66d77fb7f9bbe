package dev.rivulet.backend.agentcore;

import dev.rivulet.chat.Failure;

/**
 * What went wrong.
 *
 * @param passing whether asking again may help
 */
record Diagnosis(Failure failure, boolean passing) {}
