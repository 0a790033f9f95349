package io.nettools.analyser;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.nettools.analyser.shape.Shape;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** The arrows of this module. It reads hostile bytes: whoever wants to loosen a rule asks first what a packet could do with it. */
@AnalyzeClasses(packages = "io.nettools.analyser", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule NOTHING_BUT_PLAIN_JAVA = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.nettools.analyser..",
                    "java.lang",
                    "java.lang.invoke",
                    "java.lang.reflect",
                    "java.lang.runtime",
                    "java.nio",
                    "java.nio.charset",
                    "java.time",
                    "java.time.temporal",
                    "java.util",
                    "java.util.function",
                    "java.util.regex",
                    "java.util.stream");

    @ArchTest
    static final ArchRule REFLECTION_LIVES_IN_ONE_CLASS = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(Shape.class.getName())
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.lang.reflect");

    @ArchTest
    static final ArchRule NO_PATTERN_MEETS_A_PACKET = noClasses()
            .that()
            .resideOutsideOfPackage("..order")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.util.regex")
            .because("a packet can make a pattern take very long; an order is short, and the user's own");

    @ArchTest
    static final ArchRule NO_THREADS_PROCESSES_OR_SLEEP = noClasses()
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Thread.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(ProcessBuilder.class)
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(Runtime.class, ThreadLocal.class, java.util.Timer.class, java.util.Random.class);

    @ArchTest
    static final ArchRule NO_ENVIRONMENT_CLOCK_OR_CONSOLE = noClasses()
            .should()
            .accessTargetWhere(describe(
                    "belong to java.lang.System, except arraycopy",
                    access -> access.getTargetOwner().isEquivalentTo(System.class)
                            && !access.getName().equals("arraycopy")))
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(Clock.class, InstantSource.class, LocalDateTime.class, ZonedDateTime.class, ZoneId.class)
            .orShould()
            .callMethod(Instant.class, "now");

    @ArchTest
    static final ArchRule RECORDS_STAND_ALONE = classes()
            .that()
            .resideInAnyPackage("..report", "..order")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "..report",
                    "..order",
                    "..redaction",
                    "..shape",
                    "java.lang",
                    "java.lang.runtime",
                    "java.util",
                    "java.util.regex",
                    "java.util.stream");

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("io.nettools.analyser.(*)..").should().beFreeOfCycles();
}
