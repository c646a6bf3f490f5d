; What the Setup says, in Vietnamese and in English.

!macro Say name vietnamese english
  LangString ${name} ${LANG_VIETNAMESE} "${vietnamese}"
  LangString ${name} ${LANG_ENGLISH} "${english}"
!macroend

!insertmacro Say OLD_WINDOWS \
  "Chương trình cần Windows 10 hoặc mới hơn, bản 64 bit. Chưa có gì thay đổi." \
  "The program needs 64-bit Windows 10 or newer. Nothing was changed."
!insertmacro Say RUNNING \
  "Chương trình đang mở. Hãy đóng cửa sổ Quầy Một cửa rồi chạy lại. Chưa có gì thay đổi." \
  "The program is open. Close its window, then try again. Nothing was changed."
!insertmacro Say NEWER_THERE \
  "Máy này đã có phiên bản mới hơn (${VERSION} cũ hơn). Hãy dùng bộ cài mới nhất. Chưa có gì thay đổi." \
  "A newer version is installed here (${VERSION} is older). Use the newest Setup. Nothing was changed."
!insertmacro Say COPYING \
  "Đang sao lưu dữ liệu trước khi nâng cấp" \
  "Copying the data before the upgrade"
!insertmacro Say NOT_COPIED \
  "Không sao lưu được dữ liệu nên chưa nâng cấp; chương trình cũ vẫn dùng được." \
  "The data could not be copied, so nothing was upgraded; the old program still works."
!insertmacro Say FULL \
  "Ổ đĩa không đủ chỗ trống. Cần khoảng 160 MB; hãy xóa bớt tệp rồi chạy lại. Chưa có gì thay đổi." \
  "There is not enough room on the disk. About 160 MB are needed; make room, then try again. Nothing was changed."
!insertmacro Say NOT_WRITTEN \
  "Không ghi được chương trình mới vào ổ đĩa; chương trình cũ và dữ liệu vẫn còn nguyên." \
  "The new program could not be written to the disk; the old one and the data are as they were."
!insertmacro Say NOT_EXCHANGED \
  "Không thay được chương trình cũ; chương trình cũ vẫn còn nguyên. Hãy khởi động lại máy rồi chạy lại." \
  "The old program could not be replaced and is as it was. Restart the computer, then try again."
!insertmacro Say NO_TASK \
  "Đã cài xong, nhưng chưa đặt được lịch sao lưu hằng ngày:" \
  "The program is installed, but the daily copy could not be scheduled:"
!insertmacro Say DAILY_TITLE \
  "Quầy Một cửa: sao lưu và xuất gói hằng ngày" \
  "One-stop desk: daily copy and exchange file"
!insertmacro Say DAILY_WHAT \
  "Để trống nếu không cần." \
  "Leave it empty for none."
!insertmacro Say DAILY_WORDS \
  "Mỗi ngày làm việc lúc 17 giờ 15, chép dữ liệu và ghi gói trao đổi vào thư mục này. Nên chọn ổ đĩa khác hoặc USB; cả khóa của cơ quan cũng được chép, nên chỉ người có trách nhiệm được mở." \
  "Every working day at 17:15 the data and the exchange file are written into this folder. Better choose another disk or a stick; the office's key is copied too, so only those responsible may open it."
!insertmacro Say DAILY_CHOOSE "Chọn..." "Choose..."
!insertmacro Say BUNDLE "Gói trao đổi hồ sơ" "Exchange file of dossiers"
!insertmacro Say DELETE_DATA \
  "Xóa luôn dữ liệu của cơ quan trong $Home? Không lấy lại được. Chọn “Không” để giữ." \
  "Delete the office's data in $Home as well? It cannot be brought back. Choose No to keep it."
