package io.nettools.e2e;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/** A class that runs beside others uses no helper that takes the cluster for itself. */
class AloneTest {
    private static final JavaClasses CLASSES = new ClassFileImporter().importPackagesOf(AloneTest.class);

    @Test
    void whatUsesAHelperThatRunsAloneRunsAlone() {
        noClasses()
                .that()
                .areNotAnnotatedWith(Alone.class)
                .should()
                .dependOnClassesThat()
                .areAnnotatedWith(Alone.class)
                .because("others run beside them: write @Alone, and what they share")
                .check(CLASSES);
    }

    @Test
    void whatCallsAMethodThatRunsAloneRunsAlone() {
        noClasses()
                .that()
                .areNotAnnotatedWith(Alone.class)
                .and()
                .doNotBelongToAnyOf(Operator.class)
                .should()
                .accessTargetWhere(target(annotatedWith(Alone.class)))
                .because("others run beside them: write @Alone, and what they share")
                .check(CLASSES);
    }
}
