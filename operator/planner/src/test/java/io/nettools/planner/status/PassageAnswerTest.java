package io.nettools.planner.status;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nettools.planner.cluster.Names;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each end of a passage has its own name. */
class PassageAnswerTest {

    @Test
    void eachEndHasItsName() {
        Names names = new Names(Map.of("10.0.0.7", "pod web", "10.96.1.1", "service/api", "10.0.1.9", "pod api"));
        PassageAnswer named = passage("10.0.1.9:8080").named(names);
        assertEquals(
                List.of("pod web", "service/api", "pod api"),
                List.of(named.localName(), named.remoteName(), named.translatedName()));
        assertEquals(passage("10.0.1.9:8080"), named.named(Names.NONE));
    }

    @Test
    void anEndThatIsNotTranslatedHasNoName() {
        Names names = new Names(Map.of("10.96.1.1", "service/api"));
        assertEquals("", passage("").named(names).translatedName());
    }

    private static PassageAnswer passage(String translated) {
        return new PassageAnswer("tcp", "10.0.0.7:1", "10.96.1.1:80", translated, List.of(), "nothing was lost");
    }
}
