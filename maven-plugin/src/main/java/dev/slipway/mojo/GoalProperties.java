package dev.slipway.mojo;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.codehaus.plexus.configuration.PlexusConfiguration;

/**
 * The user properties of all goals, as the plugin's descriptor has them: it is made of the goals' parameters, so nothing has to be listed
 * a second time.
 */
final class GoalProperties {
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{([^${}]+)\\}");

    private GoalProperties() {}

    static Set<String> of(MojoExecution execution) {
        Set<String> names = new TreeSet<>();
        for (MojoDescriptor goal :
                execution.getMojoDescriptor().getPluginDescriptor().getMojos()) {
            PlexusConfiguration parameters = goal.getMojoConfiguration();
            for (int i = 0; i < parameters.getChildCount(); i++) {
                Matcher expression =
                        EXPRESSION.matcher(String.valueOf(parameters.getChild(i).getValue()));
                if (expression.matches()) {
                    names.add(expression.group(1));
                }
            }
        }
        return names;
    }

    /** Goals that have a parameter, but for the one that is executed. */
    static Set<String> othersWith(String parameter, MojoExecution execution) {
        Set<String> goals = new TreeSet<>();
        for (MojoDescriptor goal :
                execution.getMojoDescriptor().getPluginDescriptor().getMojos()) {
            if (goal.getMojoConfiguration().getChild(parameter, false) != null) {
                goals.add(goal.getGoal());
            }
        }
        goals.remove(execution.getGoal());
        return goals;
    }
}
