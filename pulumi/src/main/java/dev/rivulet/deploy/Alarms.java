package dev.rivulet.deploy;

import com.pulumi.aws.cloudwatch.MetricAlarm;
import com.pulumi.aws.cloudwatch.MetricAlarmArgs;
import com.pulumi.aws.sns.Topic;
import com.pulumi.resources.Resource;
import java.util.List;

/** Alarms that all tell the same topic, when it gets bad and when it is well again. */
final class Alarms {
    private final Site site;
    private final Topic topic;
    private final Resource parent;

    Alarms(Site site, Topic topic, Resource parent) {
        this.site = site;
        this.topic = topic;
        this.parent = parent;
    }

    /**
     * @param meaning what is wrong, in a sentence for whoever gets the mail
     */
    void add(String name, String meaning, MetricAlarmArgs.Builder alarm) {
        new MetricAlarm(
                name,
                alarm.name(site.name() + "-" + name)
                        .alarmDescription(meaning)
                        .alarmActions(topic.arn().applyValue(List::of))
                        .okActions(topic.arn().applyValue(List::of))
                        .build(),
                Site.in(parent));
    }
}
