package io.nettools.controller;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.nettools.analyser.shape.Shape;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;

/** The edge is the one module that touches Kubernetes, and one place in it touches the process. */
@AnalyzeClasses(packages = "io.nettools", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule only_the_controller_touches_kubernetes_and_its_frameworks = noClasses()
            .that()
            .resideOutsideOfPackage("io.nettools.controller..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.fabric8..", "io.javaoperatorsdk..", "org.picocontainer..");

    @ArchTest
    static final ArchRule the_controller_speaks_with_the_agent_only_through_records = noClasses()
            .that()
            .resideInAPackage("io.nettools.controller..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.nettools.agent..")
                    .or(resideInAPackage("io.nettools.analyser..")
                            .and(not(resideInAPackage("io.nettools.analyser.report")
                                    .or(resideInAPackage("io.nettools.analyser.order"))
                                    .or(resideInAPackage("io.nettools.analyser.shape"))
                                    .or(simpleName("Paths"))))));

    /** The client writes the selector of a request into its options: shared ones ask for what another trace asks for. */
    @ArchTest
    static final ArchRule options_of_a_list_are_made_for_each =
            noFields().should().haveRawType(ListOptions.class);

    /** T1: a name may be anybody's text, and the client puts it into the path of its request. The lease's is our own. */
    @ArchTest
    static final ArchRule objects_are_read_by_name_in_one_place = noClasses()
            .that()
            .resideInAPackage("io.nettools.controller..")
            .and(not(simpleName("Named").or(simpleName("LeaseStore")).or(simpleName("Training"))))
            .should()
            .callMethodWhere(describe(
                    "the client's withName",
                    call -> call.getTarget().getName().equals("withName")
                            && call.getTargetOwner().getPackageName().startsWith("io.fabric8.kubernetes.client")));

    @ArchTest
    static final ArchRule reflection_lives_in_one_class = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(Shape.class.getName())
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.lang.reflect");

    @ArchTest
    static final ArchRule packages_are_free_of_cycles =
            slices().matching("io.nettools.controller.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nobody_knows_who_wires_them = noClasses()
            .that()
            .resideInAPackage("io.nettools.controller.*..")
            .and()
            .resideOutsideOfPackage("io.nettools.controller.training")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.nettools.controller");

    @ArchTest
    static final ArchRule the_time_comes_from_an_instant_source = noClasses()
            .that()
            .resideInAPackage("io.nettools.controller..")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Clock.class, LocalDateTime.class, java.util.Date.class)
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule the_systems_clock_is_given_to_the_wiring = noClasses()
            .that()
            .resideInAPackage("io.nettools.controller..")
            .and(not(simpleName("Main").or(simpleName("Training")).or(simpleName("LogProvider"))))
            .should()
            .callMethod(InstantSource.class, "system");

    /** How long ago something was heard is measured where it is heard; what follows from it is decided on the age alone. */
    @ArchTest
    static final ArchRule ages_are_measured_at_the_edge = noClasses()
            .that()
            .resideInAPackage("io.nettools.controller..")
            .and(not(resideInAPackage("io.nettools.controller.client")
                    .or(resideInAPackage("io.nettools.controller.health"))))
            .and(not(simpleName("Main").or(simpleName("Training"))))
            .should()
            .callMethod(System.class, "nanoTime");

    @ArchTest
    static final ArchRule only_main_reads_the_environment_and_ends_the_process = noClasses()
            .that()
            .resideInAPackage("io.nettools.controller..")
            .and(not(simpleName("Main")))
            .should()
            .callMethod(System.class, "getenv", String.class)
            .orShould()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getProperty", String.class)
            .orShould()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "halt", int.class);

    @ArchTest
    static final ArchRule pod_manifests_are_rendered_in_one_place = classes()
            .that()
            .haveSimpleName("TraceContainers")
            .should()
            .onlyHaveDependentClassesThat()
            .resideInAnyPackage("io.nettools.controller.pod", "io.nettools.controller.observe");

    @ArchTest
    static final ArchRule keeps_no_state_outside_of_objects =
            fields().that().areStatic().should().beFinal();

    @ArchTest
    static final ArchRule names_say_what_a_class_is =
            noClasses().should().haveNameMatching(".*(Utils?|Helper|Common|Manager|Impl|Base|Service)");
}
