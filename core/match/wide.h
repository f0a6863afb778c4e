// Products and sums of 64-bit integers, wide enough never to overflow.
#pragma once

namespace helhet::match {

__extension__ typedef __int128 Wide;

}  // namespace helhet::match
