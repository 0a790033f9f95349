package io.nettools.agent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Decision 0008: the agent uses only the status records of the planner, and only to show them to a person. */
@AnalyzeClasses(packages = "io.nettools.agent", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule what_runs_in_a_trace_pod_knows_no_plan = noClasses()
            .that()
            .resideOutsideOfPackage("io.nettools.agent.analyse")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.nettools.planner..");

    @ArchTest
    static final ArchRule analyse_knows_the_words_of_the_status_alone = noClasses()
            .that()
            .resideInAPackage("io.nettools.agent.analyse")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.nettools.planner.plan", "io.nettools.planner.trace", "io.nettools.planner.filter");

    @ArchTest
    static final ArchRule analyse_needs_nothing_of_a_trace_pod = classes()
            .that()
            .resideInAPackage("io.nettools.agent.analyse")
            .should()
            .onlyBeAccessed()
            .byAnyPackage("io.nettools.agent", "io.nettools.agent.analyse");

    @ArchTest
    static final ArchRule reflection_is_left_to_shape =
            noClasses().should().dependOnClassesThat().resideInAPackage("java.lang.reflect");
}
