/**
 * Everything that Rivulet's split form needs on AWS.
 *
 * <p>Enter at {@link dev.rivulet.deploy.App}, which reads top to bottom; each component is a class of its own and is handed what it
 * stands on. To add a setting: a component of {@link dev.rivulet.deploy.Settings}, its reading with its check in {@link
 * dev.rivulet.deploy.SettingsReader}, a line in {@code pulumi/README.md}. To add a resource: in the component it belongs to, with
 * that component as its parent, which gives it the region and the tags; the rules in the tests say what every resource must keep.
 */
@NullMarked
package dev.rivulet.deploy;

import org.jspecify.annotations.NullMarked;
