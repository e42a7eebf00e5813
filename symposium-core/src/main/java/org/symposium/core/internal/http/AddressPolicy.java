package org.symposium.core.internal.http;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.Violation;

/**
 * Which addresses may be connected to: those of the public internet, and inner ones only where the host lists them. Immutable.
 *
 * @see SpecialAddresses
 */
public final class AddressPolicy {
    private final List<Cidr> allowed;

    private AddressPolicy(List<Cidr> allowed) {
        this.allowed = List.copyOf(allowed);
    }

    /** The public internet only. */
    public static AddressPolicy publicOnly() {
        return new AddressPolicy(List.of());
    }

    /** The public internet and these blocks; see {@link #allowing(Collection)}. */
    public static AddressPolicy allowing(String... cidrs) {
        return allowing(List.of(cidrs));
    }

    /**
     * The public internet and these blocks. An IPv4 block also stands for its addresses mapped into IPv6, for no other embedded form.
     *
     * @param cidrs such as {@code 127.0.0.0/8} and {@code ::1/128}
     * @throws InvalidInputException naming every one that is no block
     */
    public static AddressPolicy allowing(Collection<String> cidrs) {
        var blocks = new ArrayList<Cidr>();
        var violations = new ArrayList<Violation>();
        for (String cidr : cidrs) {
            try {
                blocks.add(Cidr.of(cidr));
            } catch (InvalidInputException e) {
                violations.addAll(e.violations());
            }
        }
        InvalidInputException.throwIfAny(violations);
        return new AddressPolicy(blocks);
    }

    /** Whether the address may be connected to. */
    public boolean allows(InetAddress address) {
        return refusal(address).isEmpty();
    }

    /** What kind of address it is that may not be connected to, such as {@code loopback}; empty if it may be. */
    public Optional<String> refusal(InetAddress address) {
        byte[] bytes = SpecialAddresses.unmapped(address.getAddress());
        boolean listed = allowed.stream().anyMatch(block -> block.contains(bytes));
        return listed ? Optional.empty() : SpecialAddresses.kind(bytes);
    }
}
